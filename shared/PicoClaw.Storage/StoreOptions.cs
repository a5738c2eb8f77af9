namespace PicoClaw.Storage;

public sealed class StoreOptions
{
    public const string SectionName = "Store";

    internal const string WhereToLook = "Is the server up, and are address, user and password right? "
        + "They are in \"store\" of config.json, in PICOCLAW_STORE or in ConnectionStrings__store.";

    /// <summary>The folder of the SQLite files, one file per service.</summary>
    public string Directory { get; set; } = "";

    /// <summary>A postgres:// address or a connection string of Npgsql; one schema per service. Missing: SQLite.</summary>
    public string? Postgres { get; set; }
}
