/**
 * Where the content security policy asks for trusted types, the only text that may become anything but text is the address
 * of the worker, which comes with the app. There is no way to make HTML or a script of a text.
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string | undefined },
  ): unknown;
}

const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createScriptURL: (address) =>
    new URL(address, document.baseURI).origin === location.origin ? address : undefined,
});
