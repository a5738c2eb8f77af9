using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Models;

/// <summary>Stands where no model is configured.</summary>
internal sealed class NoModelCheck : IDoctorCheck
{
    public string Name => "model";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
        [Finding.Warn("no model is configured, so the bot repeats what it is told", "Add an entry to model_list in config.json.")]);
}
