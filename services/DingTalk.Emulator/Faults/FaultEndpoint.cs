using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Faults;

// POST and GET /emulator/faults
internal sealed class FaultEndpoint(
    FaultStore faults, IEnumerable<IImmediateFault> immediate, AppDirectory apps, TimeProvider time, ILogger<FaultEndpoint> logger)
{
    // A malformed frame may be long.
    private const int MaxBytes = 16 * 1024 * 1024;

    public IResult Show() => TypedResults.Json(
        new FaultsAnswer([.. faults.Armed().Select(ArmedFault.Of)]), EmulatorJson.Shared.FaultsAnswer);

    public async Task<IResult> ChangeAsync(HttpContext http)
    {
        if (!RequestBody.IsJson(http.Request))
        {
            return ErrorAnswer.Result("Send the switches as application/json.", 415);
        }

        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null || FaultRequest.Parse(root, apps, time.GetUtcNow(), out problem) is not { } request)
        {
            return ErrorAnswer.Result($"The switches cannot be read: {problem}.");
        }

        if (request.Clear)
        {
            faults.Clear();
        }

        foreach (var name in request.Off)
        {
            faults.Disarm(name);
        }

        foreach (var fault in request.Faults)
        {
            Apply(fault);
        }

        Log.FaultsChanged(logger, faults.Armed().Count);
        return Show();
    }

    private void Apply(Fault fault)
    {
        var isForLinks = FaultNames.OnLinks.Contains(fault.Name);
        var hasEnd = fault.CountLeft is not null || fault.Until is not null;
        if (isForLinks || (FaultNames.AtOnce.Contains(fault.Name) && !hasEnd))
        {
            foreach (var target in immediate)
            {
                target.Apply(fault);
            }
        }

        if (!FaultNames.AtOnce.Contains(fault.Name) || (!isForLinks && hasEnd))
        {
            faults.Arm(fault);
        }
        else if (isForLinks && fault.Until is not null)
        {
            // The open links were hit; links that open within that time follow.
            faults.Arm(fault with { CountLeft = null });
        }
    }
}
