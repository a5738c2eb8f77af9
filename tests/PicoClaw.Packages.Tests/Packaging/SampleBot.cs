using System.Text.RegularExpressions;
using Harness.Processes;

namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>A new project with the bot that the README of DingTalk.Stream.SDK shows.</summary>
internal static partial class SampleBot
{
    /// <param name="folder">Outside the repository, so that its settings do not apply.</param>
    /// <param name="feed">The feed with the package.</param>
    public static string Create(string folder, string feed)
    {
        var sample = Sample().Match(File.ReadAllText(Path.Combine(Repository.Root, "shared/DingTalk.Stream.SDK/README.md"))).Groups["code"].Value;
        sample.ShouldContain("AddDingTalkStream");
        Directory.CreateDirectory(folder);
        Write("Program.cs", $"""
            using DingTalk.Stream;
            using DingTalk.Stream.OpenApi;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Hosting;

            var builder = Host.CreateApplicationBuilder(args);
            {sample}
            builder.Build().Run();
            """);
        Write("bot.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="DingTalk.Stream.SDK" Version="[{Feed.Version}]" />
              </ItemGroup>
            </Project>
            """);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        return folder;

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
