using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Faults;

// POST and GET /emulator/faults
internal sealed class FaultEndpoint(FaultBoard board, LinkFaults links, SessionDesk sessions, TokenDesk tokens, AppDirectory apps, TimeProvider time, ILogger<FaultEndpoint> logger)
{
    // A malformed frame may be a long one.
    private const int MaxBytes = 16 * 1024 * 1024;

    public IResult Show() => TypedResults.Json(
        new FaultsAnswer([.. board.Armed().Select(ArmedFault.Of)]), EmulatorJson.Shared.FaultsAnswer);

    public async Task<IResult> ChangeAsync(HttpContext http)
    {
        if (!RequestBody.IsJson(http.Request))
        {
            return Complaint.Result("Send the switches as application/json.", 415);
        }

        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null || FaultRequest.Parse(root, apps, time.GetUtcNow(), out problem) is not { } request)
        {
            return Complaint.Result($"The switches cannot be read: {problem}.");
        }

        if (request.Clear)
        {
            board.Clear();
        }

        foreach (var name in request.Off)
        {
            board.Disarm(name);
        }

        foreach (var fault in request.Faults)
        {
            Apply(fault);
        }

        Log.FaultsChanged(logger, board.Armed().Count);
        return Show();
    }

    private void Apply(Fault fault)
    {
        var isForLinks = FaultNames.OnLinks.Contains(fault.Name);
        if (isForLinks)
        {
            links.Strike(fault);
        }

        if (!FaultNames.AtOnce.Contains(fault.Name))
        {
            board.Arm(fault);
        }
        else if (isForLinks && fault.Until is not null)
        {
            // The links of now are hit; the ones that open within that time follow.
            board.Arm(fault with { CountLeft = null });
        }
        else if (!isForLinks && (fault.CountLeft is not null || fault.Until is not null))
        {
            board.Arm(fault);
        }
        else if (fault.Name == FaultNames.ExpireSessions)
        {
            sessions.Expire(fault.App);
        }
        else if (fault.Name == FaultNames.TokenInvalid)
        {
            tokens.Revoke(fault.App);
        }
    }
}
