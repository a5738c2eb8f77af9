using System.Diagnostics;
using OpenTelemetry;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>Leaves a failed span its kind (<c>error.type</c>) and takes the words: a service's sentence may quote what a user said. The log has them.</summary>
internal sealed class ErrorWords : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }
}
