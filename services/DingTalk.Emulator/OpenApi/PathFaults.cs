namespace DingTalk.Emulator.OpenApi;

// Faults that name the path of a call: any API of DingTalk, not only those that send.
internal sealed class PathFaults(RequestDelegate next, SendFaults faults)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var answer = http.Request.Path.StartsWithSegments("/emulator") ? null : await faults.BeforeAsync(null, http.Request.Path.Value ?? "");
        await (answer?.ExecuteAsync(http) ?? next(http));
    }
}
