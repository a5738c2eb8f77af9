namespace PicoClaw.Storage.Blobs;

public sealed class BlobOptions
{
    public const string SectionName = "Blobs";

    /// <summary>Days that a blob is kept. What refers to it longer says that it is gone.</summary>
    public int KeepDays { get; set; } = 7;

    public TimeSpan KeepTime => TimeSpan.FromDays(KeepDays);
}
