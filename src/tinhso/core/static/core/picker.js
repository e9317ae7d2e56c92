// Selects with the class "picker" are searched by typing; marks and capitals do not matter, nor does đ.
"use strict";
(function ($) {
  const folded = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const matcher = (asked, option) => {
    const words = folded(asked.term || "").split(/\s+/).filter(Boolean);
    const name = folded(option.text || "");
    return words.every((word) => name.includes(word)) ? option : null;
  };
  const begin = (root) =>
    $(root).find("select.picker").addBack("select.picker").not("[name*=__prefix__]").each(function () {
      const label = document.querySelector(`label[for="${this.id}"]`);
      $(this).select2({ matcher, width: "100%", dropdownAutoWidth: false });
      // the box that takes the focus says what it is for
      const box = $(this).next(".select2").find(".select2-selection").get(0);
      if (box && label) { box.setAttribute("aria-label", label.textContent.trim()); }
    });
  $(document).on("select2:open", () => {
    const field = document.querySelector(".select2-container--open .select2-search__field");
    if (field) { field.focus(); }
  });
  $(() => begin(document));
  $(document).on("formset:added", (event) => begin(event.target));
})(django.jQuery);
