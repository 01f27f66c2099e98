// For browsers that know no modules: all that they are shown. Written for them, so in the oldest JavaScript.
document.getElementById('root').textContent =
  'Retort needs a current browser: Chrome, Edge, Firefox or Safari of the last two years. ' +
  'Retort 需要较新的浏览器：近两年的 Chrome、Edge、Firefox 或 Safari。';
