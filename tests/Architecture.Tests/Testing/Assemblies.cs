using System.Reflection;

namespace Architecture.Tests.Testing;

/// <summary>What is tested here, compiled.</summary>
internal static class Assemblies
{
    public static Assembly Contracts { get; } = Assembly.Load("PicoClaw.Contracts");

    public static Assembly Configuration { get; } = Assembly.Load("PicoClaw.Configuration");

    public static Assembly Storage { get; } = Assembly.Load("PicoClaw.Storage");

    public static Assembly Hosting { get; } = Assembly.Load("PicoClaw.Hosting");

    public static Assembly Sdk { get; } = Assembly.Load("DingTalk.Stream.SDK");

    public static Assembly Ingress { get; } = Assembly.Load("PicoClaw.Ingress");

    public static Assembly Agent { get; } = Assembly.Load("PicoClaw.Agent");

    public static Assembly Egress { get; } = Assembly.Load("PicoClaw.Egress");

    public static Assembly Gateway { get; } = Assembly.Load("picoclaw");

    public static Assembly Emulator { get; } = Assembly.Load("DingTalk.Emulator");

    public static IReadOnlyList<Assembly> All { get; } = [Contracts, Configuration, Storage, Hosting, Sdk, Ingress, Agent, Egress, Gateway, Emulator];
}
