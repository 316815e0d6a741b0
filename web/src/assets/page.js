// The box of the index. What it shows comes from the module, which is the code of the command-line tool.
'use strict';

(async () => {
  // All links to this page have a fragment, so a language that was chosen is kept.
  const others = [...document.querySelectorAll('a[data-other]')];
  const preferred = others.find((link) => navigator.language.toLowerCase().startsWith(link.hreflang));
  if ('root' in document.body.dataset && preferred && !location.hash) {
    location.replace(preferred.href);
    return;
  }

  const box = document.getElementById('box');
  const output = document.getElementById('answer');
  const status = document.getElementById('status');
  const share = document.getElementById('share');
  const link = share.querySelector('a');
  const copy = share.querySelector('button');
  // A longer address is cut by some programs.
  const MAX_LINK = 2000;
  let answer;

  const show = () => {
    const text = box.value;
    try {
      output.innerHTML = answer(document.documentElement.lang, text);
      status.textContent = output.querySelector('h2')?.textContent ?? '';
    } catch {
      output.textContent = '';
      status.textContent = output.dataset.failed;
    }
    const address = '#q=' + encodeURIComponent(text.toWellFormed?.() ?? text);
    share.hidden = text.trim() === '' || address.length > MAX_LINK;
    link.href = share.hidden ? '#box' : address;
    others.forEach((other) => { other.hash = link.hash; });
  };

  const read = () => {
    if (location.hash.startsWith('#q=')) {
      try {
        box.value = decodeURIComponent(location.hash.slice(3));
      } catch {
        box.value = location.hash.slice(3);
      }
      show();
    }
  };

  try {
    status.textContent = output.dataset.loading;
    const bytes = Uint8Array.from(atob(MODULE), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    await wasm_bindgen({ module_or_path: await new Response(stream).arrayBuffer() });
    answer = wasm_bindgen.answer;
    status.textContent = '';
  } catch {
    status.textContent = output.dataset.failed;
    return;
  }
  box.addEventListener('input', show);
  addEventListener('hashchange', read);
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(link.href);
    status.textContent = copy.dataset.copied;
  });
  copy.hidden = !navigator.clipboard;
  box.value ? show() : read();
})();
