/** A call that takes a manager's approval, for the tests of approvals. */
package onetill.staff.trial;
