namespace PicoClaw.Egress.Outbox;

/// <summary>Rows are not what they were when they were read; the transaction was not committed.</summary>
internal sealed class RowsChangedException() : Exception("The replies are not what they were when they were read.");
