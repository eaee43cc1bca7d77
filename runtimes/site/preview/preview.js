// Loads the page again when what is shown has another version than the one that was loaded.
const events = new EventSource('/__preview__/events')
let loaded
events.onmessage = ({ data }) => {
  loaded ??= data
  if (loaded !== data) location.reload()
}
