using Interop.Tests;
using k8s;
using YamlDotNet.Core;

namespace PicoClaw.Packages.Tests.Charts;

/// <summary>Checks manifests as the API server would, as far as that is possible without one: by Kubernetes' schemas, and without unknown fields.</summary>
internal static class Schemas
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly string Packages = Path.Combine(AppContext.BaseDirectory, "kubernetes");

    /// <summary>The errors in the manifests.</summary>
    public static async Task<string> BreachesAsync(string manifests)
    {
        await NodePackages.InstallAsync(Packages);
        var file = Path.Combine(Packages, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, manifests);
        try
        {
            var (_, output) = await Tool.EndAsync("node", Packages, ["validate.cjs", file], Limit);
            return (output + UnknownField(manifests)).Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static IReadOnlyList<object> Read(string manifests) => KubernetesYaml.LoadAllFromString(manifests, strict: true);

    private static string? UnknownField(string manifests)
    {
        try
        {
            Read(manifests);
            return null;
        }
        catch (YamlException unknown)
        {
            return $"{unknown.Message} {unknown.InnerException?.Message}";
        }
    }
}
