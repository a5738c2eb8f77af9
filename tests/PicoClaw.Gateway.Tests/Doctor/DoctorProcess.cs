using System.Diagnostics;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary><c>picoclaw doctor --json</c> as a process, for what a process has only one of.</summary>
internal static class DoctorProcess
{
    public static async Task<Diagnosis> RunAsync(string config, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "picoclaw.dll");
        var start = new ProcessStartInfo("dotnet", [program, "doctor", "--config", config, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var proxy in start.Environment.Keys.Where(name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(proxy);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await errors).ShouldBeEmpty();
        return Diagnosis.Read(process.ExitCode, await output);
    }
}
