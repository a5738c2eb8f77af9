using Architecture.Tests.Testing;

namespace Architecture.Tests.Rules;

/// <summary>Who may reference whom: one way, from the services to what they share.</summary>
internal static class References
{
    private const string Contracts = "PicoClaw.Contracts";
    private const string Configuration = "PicoClaw.Configuration";
    private const string Hosting = "PicoClaw.Hosting";
    private const string Storage = "PicoClaw.Storage";
    private const string Sdk = "DingTalk.Stream.SDK";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Contracts] = [],
        [Configuration] = [],
        [Storage] = [],
        [Sdk] = [],
        ["DingTalk.Emulator"] = [],
        ["EchoBot"] = [Sdk],
        ["Notify"] = [],
        ["CardBot"] = [Sdk],
        [Hosting] = [Contracts, Configuration],
        ["PicoClaw.Ingress"] = [Contracts, Hosting, Storage, Sdk],
        ["PicoClaw.Agent"] = [Contracts, Hosting, Storage],
        ["PicoClaw.Egress"] = [Contracts, Hosting, Storage, Sdk],
        ["PicoClaw.Gateway"] = [Contracts, Hosting, Storage, "PicoClaw.Ingress", "PicoClaw.Agent", "PicoClaw.Egress", "DingTalk.Emulator"],
    };

    public static IReadOnlyList<string> Breaches(IEnumerable<ProjectFile> projects) =>
        [.. projects.Where(project => !project.IsTest && project.Name != "PicoClaw.AppHost").SelectMany(Breaches)];

    private static IEnumerable<string> Breaches(ProjectFile project)
    {
        if (!Allowed.TryGetValue(project.Name, out var allowed))
        {
            return [$"{project.Path} has no rule yet: say in {nameof(References)} what it may reference"];
        }

        var breaches = project.Projects.Except(allowed).Select(reference => $"{project.Name} must not reference {reference}");
        return project.Name == Contracts
            ? breaches.Concat(project.Packages.Select(package => $"{Contracts} must not reference the package {package}"))
            : breaches;
    }
}
