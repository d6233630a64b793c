/** Tests of the application as it is delivered: the WAR that Maven has just built, on the server it is meant for. */
package onetill.it;
