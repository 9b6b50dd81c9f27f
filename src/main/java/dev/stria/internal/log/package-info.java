/** Where the library's loggers come from. How they look is the application's business. */
package dev.stria.internal.log;
