using System.ComponentModel.DataAnnotations;

namespace PicoClaw.Storage;

public sealed class StoreOptions
{
    public const string SectionName = "Store";

    /// <summary>The folder of the SQLite files, one file a service.</summary>
    [Required]
    public string Directory { get; set; } = "";
}
