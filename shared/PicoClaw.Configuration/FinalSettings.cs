using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration;

/// <summary>
/// Holds values that come past config.json (.NET's own environment variables, the command line) to the ranges of the schema, which are stated nowhere else.
/// </summary>
public static class FinalSettings
{
    /// <summary>A sentence for each value outside its range, with its key.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration) =>
    [
        .. from field in ConfigSchema.Root.Fields
           where field.Key.Length > 0
           let value = configuration[field.Key]
           where value is { Length: > 0 }
           let expected = field.Kind.Fault(value)
           where expected is not null
           select $"{field.Key} ({field.Json} in config.json) is \"{value}\". Write {expected}.",
    ];
}
