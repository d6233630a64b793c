package onetill.staff;

/** What a cashier needs a manager for. */
public enum ApprovalAction {
    PRICE_OVERRIDE,
    DISCOUNT,
    REFUND,
    VOID_SALE,
    OPEN_DRAWER
}
