using System.Diagnostics;
using OpenTelemetry;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>
/// Keeps the kind of a failed span (<c>error.type</c>) and removes the text of the error, which may quote a user. The log has it.
/// </summary>
internal sealed class ErrorTextRemover : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }
}
