using System.Data.Common;

namespace PicoClaw.Storage;

/// <summary>What a command required with <c>require(condition, requirement)</c> was not so: nothing of its transaction is left.</summary>
public sealed class RequirementException : Exception
{
    private const string State = "PC001";
    private const string Mark = "require: ";

    private RequirementException(string requirement, DbException cause)
        : base($"Not so: {requirement}", cause) => Requirement = requirement;

    public string Requirement { get; }

    internal static string? Check(bool? isSo, string requirement) => isSo == true ? null : throw new InvalidOperationException(Mark + requirement);

    // PostgreSQL gives the state of the function's error, SQLite only its text.
    internal static RequirementException? Of(DbException exception) =>
        exception.SqlState is null or State && exception.Message.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at
            ? new RequirementException(exception.Message[(at + Mark.Length)..].TrimEnd('.', '\''), exception)
            : null;
}
