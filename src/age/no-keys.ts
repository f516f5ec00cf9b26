/**
 * Stands for `@noble/post-quantum` and the NIST curves where the app and `verify.html` are built
 * (`cli/age-alias.mjs`): `age-encryption` needs them for files protected with keys, which we neither write
 * nor open, and they would be three quarters of it.
 */
const none = undefined

export { none as MLKEM768P256, none as MLKEM768X25519, none as p256 }
