"""Spark, where it is installed."""

import os
import shutil
import sys
import warnings
from typing import Any

from dragoman.errors import UsageError


def open_session(master: str | None) -> Any:
    """Spark, as set up or under `master`; raises UsageError where it, or Java, is not there."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError('PySpark is not installed: run `pip install "dragoman[spark]"`') from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError("Spark needs Java 17 or newer, and there is none: install it, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support", FutureWarning)  # what is used here works
    builder = SparkSession.builder.appName("dragoman").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "1")  # a slice is much work
    if master:
        builder = builder.master(master)
    try:
        session = builder.getOrCreate()
    except PySparkException as error:
        raise UsageError(f"Spark cannot be started: {error}") from error
    session.sparkContext.setLogLevel("ERROR")
    return session
