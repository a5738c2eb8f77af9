namespace PicoClaw.AppHost;

internal static class SpoolExtensions
{
    /// <summary>
    /// A folder that outlives the process, for messages while the broker is away; replicas share it. Not in publish mode: a manifest must not hold a
    /// path of this machine.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithSpool(this IResourceBuilder<ProjectResource> ingress)
    {
        var builder = ingress.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode
            ? ingress.WithEnvironment("PICOCLAW_INGRESS_SPOOL_DIRECTORY", Path.Combine(builder.AppHostDirectory, "obj", "spool"))
            : ingress;
    }
}
