# The steps of the Action. Findings become annotations at once; as Markdown they wait for the report, which alone
# fails the job, so that one step's findings do not hide those of the next.
set -uo pipefail

folder="$RUNNER_TEMP/docs2sdk"
mkdir -p "$folder"

# told NAME TITLE ARGUMENT...: run docs2sdk with the arguments
told() {
    local name="$1" title="$2" code=0
    shift 2
    docs2sdk "$@" --format github || code=$?
    {
        printf '### %s\n\n' "$title"
        if [[ $code -gt 1 ]]; then
            printf 'It could not do its work; the log says why.\n\n'
        else
            docs2sdk "$@" --format markdown 2>/dev/null
            printf '\n'
        fi
    } >"$folder/$name.md"
    printf 'code=%s\n' "$code" >>"$GITHUB_OUTPUT"
}

# passed_over NAME TITLE WHY: nothing to do
passed_over() {
    printf '%s\n' "$3"
    printf '### %s\n\n%s\n\n' "$2" "$3" >"$folder/$1.md"
    printf 'code=0\n' >>"$GITHUB_OUTPUT"
}

compare() {
    local title="Changes for callers" base="refs/remotes/origin/$BASE"
    if [[ -z $BASE ]]; then
        passed_over diff "$title" "There is no base branch to compare with."
        return
    fi
    git fetch --quiet --depth=1 origin "+refs/heads/$BASE:$base" || exit 2
    if ! git cat-file -e "$base:./$SPECS" 2>/dev/null; then
        passed_over diff "$title" "The base branch has no such specs folder yet."
        return
    fi
    local agreed=()
    [[ -z $APPROVALS ]] || agreed=(--approvals "$APPROVALS")
    told diff "$title" diff --base "origin/$BASE" "$SPECS" --fail-on "$FAIL_ON" ${agreed[@]+"${agreed[@]}"}
}

# cut BYTES: whole lines of what it reads, as many as fit
cut_to() {
    LC_ALL=C awk -v most="$1" '
        { size += length($0) + 1 }
        size > most { print "\nMore is in the log of the job."; exit }
        { print }'
}

report() {
    cat "$folder"/{check,lint,diff}.md >"$folder/report.md"
    # GitHub takes 1 MiB of a summary and 65,536 characters of a comment
    cut_to 1000000 <"$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
    cut_to 60000 <"$folder/report.md" >"$folder/comment.md"
    printf 'comment=%s\n' "$folder/comment.md" >>"$GITHUB_OUTPUT"
    local worst=0 code
    for code in "$CHECK" "$LINT" "$DIFF"; do
        [[ ${code:-2} -le $worst ]] || worst="${code:-2}"
    done
    exit "$worst"
}

case "$1" in
check) told check "Generated files" check --full --specs "$SPECS" -o "$OUT" ;;
lint) told lint "Pages" lint "$SPECS" ;;
diff) compare ;;
report) report ;;
esac
