using System.Text.RegularExpressions;
using Harness.Processes;

namespace PicoClaw.Compose.Tests;

/// <summary>What the files themselves say of passwords, rights and versions; no engine is needed. DemoTests looks at running containers.</summary>
public sealed partial class HardeningTests
{
    private static readonly string Compose = Read("docker-compose.yml");

    [Theory]
    [InlineData("agent")]
    [InlineData("egress")]
    [InlineData("ingress")]
    [InlineData("emulator")]
    public void Service_OfPicoClaw_HasTheCommonRestrictions(string service)
    {
        var section = Regex.Match(Compose, $@"^  {service}:\n((?:    .*\n|\n)+)", RegexOptions.Multiline).Groups[1].Value;

        section.ShouldMatch(@"<<: \*(service|process)\n");
        section.ShouldContain("mem_limit: ");
        section.ShouldNotMatch("privileged|user: root|network_mode: host|docker.sock|read_only: false");
    }

    [Fact]
    public void Process_OfPicoClaw_IsReadOnlyAndWithoutRights()
    {
        var common = Compose[Compose.IndexOf("x-process:", StringComparison.Ordinal)..Compose.IndexOf("x-service:", StringComparison.Ordinal)];

        common.ShouldContain("read_only: true");
        common.ShouldContain("cap_drop: [ALL]");
        common.ShouldContain("no-new-privileges:true");
        Compose.ShouldContain("x-service: &service\n  <<: *process\n");
    }

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("Dockerfile")]
    public void Image_OfOthers_IsNamedByAVersion(string file)
    {
        var images = Image().Matches(Read(file)).Select(match => match.Groups["image"].Value)
            .Where(image => !image.StartsWith("picoclaw/", StringComparison.Ordinal)).ToList();

        images.Count.ShouldBeGreaterThanOrEqualTo(2);
        images.ShouldAllBe(image => Regex.IsMatch(image, @":\d+[\w.-]*$"));
    }

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData(".env.example")]
    [InlineData("eng/demo/demo.env")]
    [InlineData("Dockerfile")]
    public void Password_InAFile_IsAlwaysAPath(string file) =>
        Password().Matches(Read(file)).Select(match => match.Value.Trim()).Where(line => !line.Contains("secrets/", StringComparison.Ordinal)
            && !line.Contains("${", StringComparison.Ordinal) && !line.TrimEnd().EndsWith('=')).ShouldBeEmpty();

    [Fact]
    public void Image_OfPicoClaw_DoesNotRunAsRoot() => Read("Dockerfile").ShouldContain("\nUSER $APP_UID\n");

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"(?:^\s*image: |^ARG (?:SDK|RUNTIME)_IMAGE=)(?<image>\S+)", RegexOptions.Multiline)]
    private static partial Regex Image();

    // A line that sets something of that name; a heading or a list of secrets sets nothing.
    [GeneratedRegex(@"^[^#\n]*(?:PASSWORD|SECRET|_KEY)\w*\s*[:=]\s*\S.*$", RegexOptions.Multiline)]
    private static partial Regex Password();
}
