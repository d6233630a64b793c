export interface ApiKey {
  id: string;
  kind: 'secret_key' | 'publishable_key' | 'restricted_key';
  label: string;
  preview: string;
  scopes: string[] | null;
  origins: string[] | null;
  created_at: string;
  created_by: string | null;
  last_used_at: string | null;
  expires_at: string | null;
  revoked_at: string | null;
  replaced_by: string | null;
}

/** Groups of calls a restricted key may make; those without writing are marked. */
const GROUPS = [
  'sessions',
  'orders',
  'refunds',
  'payments',
  'catalog',
  'promotions',
  'stock',
  'customers',
  'personal_data',
  'entitlements',
  'saved_tenders',
  'gift_cards',
  'settings',
  'ledger',
  'audit',
  'events',
  'reports',
  'exports',
  'webhooks',
  'registers',
  'staff',
];

export const SCOPES = GROUPS.flatMap((group) => [`${group}:read`, `${group}:write`]);

/** How a key stands: what ends it first counts. */
export function stateOf(key: ApiKey, nowMs: number): 'active' | 'ending' | 'expired' | 'revoked' {
  if (key.revoked_at) return 'revoked';
  if (!key.expires_at) return 'active';
  return Date.parse(key.expires_at) <= nowMs ? 'expired' : 'ending';
}
