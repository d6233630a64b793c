/** What people may demand of their data: to see it all, and to have it erased (GDPR, articles 15, 17 and 20). */
@NullMarked
package onetill.privacy;

import org.jspecify.annotations.NullMarked;
