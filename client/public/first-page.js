// Runs once the body is there and long before the application: on the pages of strangers it puts the form into the
// page, so that one can type at once. app/first-page.ts takes over from here. It also asks whether one may register.
(function () {
  var root = document.documentElement;
  var path = location.pathname;
  var template = document.getElementById('first:' + path + ':' + root.lang);
  var first = document.getElementById('first-page');
  var isLost = false;
  if (!template) return;
  if (path !== '/register') show();
  askForFeatures();

  // Nobody fills in a registration that this server does not take. Unanswered, the application goes on asking.
  function askForFeatures() {
    void fetch('/trpc/auth.session')
      .then(function (answer) {
        return answer.json();
      })
      .then(function (answer) {
        return answer.result.data.features.registration;
      })
      .catch(function () {
        return true;
      })
      .then(offerRegistration);
  }
  function offerRegistration(isOpen) {
    root.dataset.registration = isOpen ? 'open' : 'closed';
    if (isOpen && path === '/register') show();
    first.querySelectorAll('[data-offer="registration"]').forEach(function (offer) {
      offer.classList.toggle('invisible', !isOpen);
    });
  }
  function show() {
    document.title = template.getAttribute('data-title');
    first.replaceChildren(template.content.cloneNode(true));
    first.querySelectorAll('a').forEach(function (link) {
      link.search = location.search;
    });
    focusFirstField();
  }
  first.addEventListener('submit', function (event) {
    event.preventDefault();
    // Nobody would ever take the form over. The browser says why, or loads the application this time.
    if (isLost) location.reload();
    first.dataset.isSent = 'true';
  });
  addEventListener(
    'error',
    function (lost) {
      if (lost.target instanceof HTMLScriptElement) isLost = true;
    },
    true,
  );
  function focusFirstField() {
    // On a phone the keyboard would hide the page before it was read. A browser may refuse to say which it is.
    try {
      if (matchMedia('(min-width: 48rem) and (pointer: fine)').matches) first.querySelector('input').focus();
    } catch {
      return;
    }
  }
})();
