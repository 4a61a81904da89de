/** Days between the deletion of an account and the erasure of its rows. Its e-mail and username are taken until then. */
export const deletedAccountDays = 14;
