// Photos open in a dialog: arrows turn pages, Escape closes. Without JavaScript the links open the picture.
let box;

function build() {
  box = document.createElement("dialog");
  box.className = "lightbox";
  const picture = document.createElement("img");
  const bar = document.createElement("div");
  bar.className = "lightbox__bar";
  const caption = document.createElement("span");
  const make = (text, label, step) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => (step ? turn(step) : box.close()));
    return button;
  };
  const english = document.documentElement.lang.startsWith("en");
  bar.append(caption, make("‹", english ? "Previous" : "Ảnh trước", -1), make("›", english ? "Next" : "Ảnh sau", 1), make("×", english ? "Close" : "Đóng", 0));
  box.append(picture, bar);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "ArrowLeft") turn(-1);
  });
  document.body.append(box);
}

function show(links, at) {
  box.links = links;
  box.at = (at + links.length) % links.length;
  const link = links[box.at];
  const picture = box.querySelector("img");
  picture.src = link.href;
  picture.alt = link.querySelector("img")?.alt ?? "";
  const place = links.length > 1 ? `${box.at + 1}/${links.length} ` : "";
  box.querySelector("span").textContent = place + (link.dataset.caption || "");
}

const turn = (step) => show(box.links, box.at + step);

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-photo]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!box) build();
  const links = [...link.closest("[data-photo-strip]").querySelectorAll("[data-photo]")];
  show(links, links.indexOf(link));
  box.showModal();
});
