using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Storage;
using PicoClaw.Storage.Probing;

namespace PicoClaw.Gateway.Doctor.Servers;

/// <summary>The store can be used, or created where there is none yet.</summary>
internal sealed class StoreCheck(StoreOptions options) : IDoctorCheck
{
    public string Name => "store";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var result = await StoreProbe.LookAsync(options, cancellationToken);
        return [result.Remedy is { } remedy ? Finding.Fail(result.Text, remedy) : Finding.Pass(result.Text)];
    }
}
