// Runs before the first paint, from a file of its own so that the CSP needs no hash: the stored theme and
// language stand on <html> before anything is drawn. lib/theme.ts and lib/locale.ts take over from here. It also asks
// for the files that the page will need, which the application could name only once it runs itself.
(function () {
  var root = document.documentElement;
  function cookie(name) {
    // A browser may refuse by throwing: then nothing was chosen.
    try {
      var match = document.cookie.match(new RegExp('(?:^|; )' + name + '=([a-z]+)'));
      return match ? match[1] : null;
    } catch {
      return null;
    }
  }
  var theme = cookie('qp_theme');
  if (theme === 'system' && window.matchMedia)
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  root.dataset.theme = theme === 'light' ? 'light' : 'dark';
  var wanted = [cookie('qp_locale')].concat(navigator.languages || [navigator.language]);
  for (var i = 0; i < wanted.length; i += 1) {
    var language = String(wanted[i])
      .toLowerCase()
      .split(/[-_@.]/)[0];
    if (language === 'en' || language === 'ru') {
      root.lang = language;
      break;
    }
  }

  // client/vite/preloads.ts writes it. In development there is none.
  var written = document.querySelector('meta[name="preloads"]');
  if (!written) return;
  var files = JSON.parse(written.content);
  function preload(name, attributes) {
    (files[name] || []).forEach(function (href) {
      document.head.appendChild(Object.assign(document.createElement('link'), attributes, { href: href }));
    });
  }
  var path = location.pathname;
  var code = { rel: 'modulepreload', crossOrigin: 'anonymous' };
  preload(root.lang, code);
  // Here somebody has chosen a theme, or has been signed in. A stranger would wait for code they do not need.
  if (path === '/login' || path === '/register') preload(path, code);
  else if (cookie('qp_theme'))
    ['member', root.lang + ' member', path].forEach(function (name) {
      preload(name, code);
    });
  preload('fonts ' + root.lang, {
    rel: 'preload',
    as: 'font',
    type: 'font/woff2',
    crossOrigin: 'anonymous',
    fetchPriority: 'low',
  });
})();
