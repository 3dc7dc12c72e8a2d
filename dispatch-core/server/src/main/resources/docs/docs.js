'use strict';
window.SwaggerUIBundle({
  url: 'dispatch-api.yaml',
  dom_id: '#reader',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // asks nobody outside whether the contract is valid
  validatorUrl: null,
  // commands need a key and a token of their own: reading is what can be tried here
  supportedSubmitMethods: ['get'],
});
