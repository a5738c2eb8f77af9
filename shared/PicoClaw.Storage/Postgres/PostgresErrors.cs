using System.Data.Common;
using Npgsql;

namespace PicoClaw.Storage.Postgres;

/// <summary>What an error of PostgreSQL means: wait, try again at once, or tell the person who set it up. Anything else is a bug.</summary>
internal static class PostgresErrors
{
    /// <summary>The server is down, full, overloaded, still starting, unreachable, or has become a standby.</summary>
    public static bool IsAway(DbException exception) => exception switch
    {
        PostgresException { SqlState: var state } error =>
            state[..2] is "08" or "53" or "58"
            || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or "57P05"
                or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction
                or "25P03"
            || IsEndOfSession(error),
        NpgsqlException { IsTransient: true } => true,
        _ => false,
    };

    /// <summary>
    /// Run the transaction again: it met another one, or a migration changed a table that a prepared statement reads, and the driver now
    /// prepares that statement again.
    /// </summary>
    public static bool IsConflict(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
        || (exception.SqlState == PostgresErrorCodes.FeatureNotSupported && exception.MessageText.Contains("cached plan", StringComparison.Ordinal));

    /// <summary>Wrong user, password or database, or too few rights.</summary>
    public static bool IsRefusal(DbException exception) => exception switch
    {
        PostgresException { SqlState: var state } => state[..2] is "28" or "3D" || state == PostgresErrorCodes.InsufficientPrivilege,
        NpgsqlException { IsTransient: false } => true,
        _ => false,
    };

    /// <summary>The server refuses a value, such as a text with NUL or a key too long for its index: the same transaction would fail forever.</summary>
    public static bool IsContent(PostgresException exception) => exception.SqlState[..2] is "22" or "54";

    // An internal error that ends the session is the server's: with a full disk, a new session "could not write init file".
    private static bool IsEndOfSession(PostgresException exception) =>
        exception is { SqlState: ['X', 'X', ..], InvariantSeverity: "FATAL" or "PANIC" };

    public static string Describe(DbException exception) => exception switch
    {
        PostgresException postgres => postgres.MessageText,
        { InnerException: { } inner } => $"{exception.Message} ({inner.Message})",
        _ => exception.Message,
    };
}
