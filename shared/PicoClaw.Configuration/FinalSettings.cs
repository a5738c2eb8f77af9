using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration;

/// <summary>
/// Checks the ranges of values that do not come from config.json: .NET's own environment variables and the command line. Only the schema states them.
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
