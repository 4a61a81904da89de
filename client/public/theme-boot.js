// Runs before the first paint, from a file of its own so that the CSP needs no hash: the stored theme and
// language stand on <html> before anything is drawn. lib/theme.ts and lib/locale.ts take over from here.
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
})();
