using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Tests.Doctor.Checking;

/// <summary>A check that does what its test says.</summary>
internal sealed class FakeCheck(string name, Func<CancellationToken, Task<Finding>> run, params IReadOnlyList<IDoctorCheck> needs) : IDoctorCheck
{
    public string Name => name;

    public IReadOnlyList<IDoctorCheck> Needs => needs;

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => [await run(cancellationToken)];
}
