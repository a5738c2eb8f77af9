using System.Text.Encodings.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting;

/// <summary>The log on standard output: one line an event with the time of day, unless the Logging keys of .NET say otherwise.</summary>
internal static class ConsoleLog
{
    private const string Formatter = "Logging:Console:FormatterName";
    private const string Options = "Logging:Console:FormatterOptions:";

    private static readonly string[] Formatters = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    /// <summary>Whether a program reads standard output: then nothing but the log may be there.</summary>
    public static bool IsJson(IConfiguration configuration) => ConsoleFormatterNames.Json.Equals(configuration[Formatter], StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ConfigException">A formatter that is not known.</exception>
    public static void Add(ILoggingBuilder logging, IConfiguration configuration)
    {
        // Defaults of the keys, not of the options: what is configured in code would win over what somebody writes.
        // In a container a program reads the log, on a terminal a person.
        var formatter = configuration[Formatter] ??= configuration["DOTNET_RUNNING_IN_CONTAINER"] == "true" ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        if (!Formatters.Contains(formatter, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigException($"Logging__Console__FormatterName is \"{formatter}\", which is no format of the log. Write one of {string.Join(", ", Formatters)}.");
        }

        var isSimple = formatter.Equals(ConsoleFormatterNames.Simple, StringComparison.OrdinalIgnoreCase);
        configuration[Options + "TimestampFormat"] ??= isSimple ? "HH:mm:ss " : "yyyy-MM-ddTHH:mm:ss.fffzzz ";
        configuration[Options + "IncludeScopes"] ??= "true"; // the trace id
        if (isSimple)
        {
            configuration[Options + "SingleLine"] ??= "true";
        }

        logging.AddConsole();

        // The slim host asks for the simple one in code, which would win over what somebody writes.
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = formatter);

        // Chinese as characters: nobody reads \u9274. The log is no web page, so nothing in it needs to be escaped for one.
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(
            json => json.JsonWriterOptions = json.JsonWriterOptions with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
