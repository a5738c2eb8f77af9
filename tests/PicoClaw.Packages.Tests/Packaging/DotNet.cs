using Interop.Tests;

namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>The SDK's command, without build servers that would outlive it.</summary>
internal static class DotNet
{
    // The normal build runs the analyzers.
    private static readonly string[] Build = ["--nologo", "-v:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzersDuringBuild=false"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly (string Name, string Value)[] Environment =
    [
        ("DOTNET_NOLOGO", "1"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"), ("DOTNET_ADD_GLOBAL_TOOLS_TO_PATH", "false"),
    ];

    /// <summary>The folder of the runtime, for programs that look for it.</summary>
    public static string Root => Path.GetDirectoryName(System.Environment.ProcessPath)!;

    public static Task BuildAsync(string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment) =>
        RunAsync(folder, [.. arguments, .. Build], environment);

    public static Task RunAsync(string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment) =>
        Tool.RunAsync("dotnet", folder, arguments, Limit, [.. Environment, .. environment]);
}
