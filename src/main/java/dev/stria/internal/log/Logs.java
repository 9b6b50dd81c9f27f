package dev.stria.internal.log;

import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Loggers that stay silent in an application without a logging backend, where SLF4J itself would
 * complain on standard error.
 */
public final class Logs {
  private static final boolean BACKEND =
      System.getProperty("slf4j.provider") != null
          || ServiceLoader.load(SLF4JServiceProvider.class, Logs.class.getClassLoader())
              .findFirst()
              .isPresent();

  private Logs() {}

  /**
   * Returns the logger of a class.
   *
   * @param type the class
   * @return its logger, or one that drops everything
   */
  public static Logger of(Class<?> type) {
    return BACKEND ? LoggerFactory.getLogger(type) : NOPLogger.NOP_LOGGER;
  }
}
