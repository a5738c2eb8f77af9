using System.Text.Encodings.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

/// <summary>The log on standard output: one line per event with the time of day, unless the Logging keys of .NET say otherwise.</summary>
internal static class ConsoleLog
{
    private const string Formatter = "Logging:Console:FormatterName";
    private const string Options = "Logging:Console:FormatterOptions:";

    private static readonly string[] Formatters = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    /// <summary>Whether a program reads standard output, which then may hold nothing but the log.</summary>
    public static bool IsJson(IConfiguration configuration) =>
        ConsoleFormatterNames.Json.Equals(configuration[Formatter], StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ConfigException">The formatter is not known.</exception>
    public static void Add(ILoggingBuilder logging, IConfiguration configuration)
    {
        // Defaults of the keys, not of the options: options set in code would win over the user's keys.
        // In a container a program reads the log, on a terminal a person.
        var formatter = configuration[Formatter] ??=
            configuration["DOTNET_RUNNING_IN_CONTAINER"] == "true" ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        if (!Formatters.Contains(formatter, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigException(
                $"Logging__Console__FormatterName is \"{formatter}\", which is not a log format. Write one of {string.Join(", ", Formatters)}.");
        }

        var isSimple = formatter.Equals(ConsoleFormatterNames.Simple, StringComparison.OrdinalIgnoreCase);
        configuration[Options + "TimestampFormat"] ??= isSimple ? "HH:mm:ss " : "yyyy-MM-ddTHH:mm:ss.fffzzz ";
        // The scopes hold the trace id.
        configuration[Options + "IncludeScopes"] ??= "true";
        if (isSimple)
        {
            configuration[Options + "SingleLine"] ??= "true";
        }

        logging.AddConsole();

        // The slim host sets the simple formatter in code, which would win over the user's key.
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = formatter);

        // Chinese stays readable instead of \u9274: a log is not a web page and needs no escaping for one.
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(
            json => json.JsonWriterOptions = json.JsonWriterOptions with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
