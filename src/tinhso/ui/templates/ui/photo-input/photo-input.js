// Uploads each picked photo at once and puts its id into the form; without JavaScript the plain file input is sent.
function upload(box, file, item) {
  const bar = item.querySelector("progress");
  const retry = item.querySelector("[data-retry]");
  const said = box.querySelector(".photo-input__said");
  item.classList.remove("photo-input__preview--failed");
  retry.hidden = true;
  bar.hidden = false;
  item.dataset.state = "sending";
  said.textContent = box.dataset.saySending;

  const request = new XMLHttpRequest(); // fetch reports no upload progress
  request.open("POST", box.dataset.upload);
  request.responseType = "json";
  request.timeout = 120000;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (token) request.setRequestHeader("X-CSRFToken", token);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
  });
  const fail = (why) => {
    item.dataset.state = "failed";
    item.classList.add("photo-input__preview--failed");
    bar.hidden = true;
    retry.hidden = false;
    said.textContent = why || box.dataset.sayFailed;
    tell(box);
  };
  request.addEventListener("load", () => {
    if (request.status !== 201 || !request.response?.id) {
      const problem = request.response;
      fail(problem?.errors?.[0]?.message || problem?.detail || problem?.title);
      return;
    }
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = box.dataset.idsName;
    field.value = request.response.id;
    item.append(field);
    item.dataset.state = "done";
    bar.hidden = true;
    said.textContent = box.dataset.refused ? box.dataset.sayFull : box.dataset.sayDone;
    tell(box);
  });
  request.addEventListener("error", () => fail());
  request.addEventListener("timeout", () => fail());
  const body = new FormData();
  body.append("file", file);
  request.send(body);
  item.upload = request;
  retry.onclick = () => upload(box, file, item);
}

function tell(box) {
  const items = [...box.querySelectorAll("[data-preview]")];
  box.dispatchEvent(new CustomEvent("photos-changed", {
    bubbles: true,
    detail: { count: items.length, sending: items.filter((one) => one.dataset.state === "sending").length },
  }));
}

function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-previews]");
  const template = box.querySelector("[data-template]");
  const most = Number(box.dataset.max);
  input.removeAttribute("name"); // the ids are sent instead
  input.addEventListener("change", () => {
    delete box.dataset.refused;
    for (const file of input.files) {
      if (list.querySelectorAll("[data-preview]").length >= most) {
        box.dataset.refused = "yes";
        box.querySelector(".photo-input__said").textContent = box.dataset.sayFull;
        break;
      }
      const item = template.content.firstElementChild.cloneNode(true);
      const picture = item.querySelector("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = `${box.dataset.sayPhoto} ${list.children.length + 1}`;
      list.append(item);
      upload(box, file, item);
    }
    input.value = "";
    tell(box);
  });
  box.addEventListener("click", (event) => {
    if (!event.target.closest("[data-remove]")) return;
    const item = event.target.closest("[data-preview]");
    item.upload?.abort();
    item.remove();
    input.focus();
    tell(box);
  });
}

const startAll = () => document.querySelectorAll("[data-photo-input]").forEach(start);
startAll();
document.addEventListener("htmx:load", startAll);
