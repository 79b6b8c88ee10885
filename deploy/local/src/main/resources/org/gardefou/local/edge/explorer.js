// The token is pasted once (Authorize) and kept by the browser, for all five definitions.
window.ui = SwaggerUIBundle({
  urls: /* definitions */ [],
  dom_id: '#explorer',
  deepLinking: true,
  persistAuthorization: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  filter: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout'
});
