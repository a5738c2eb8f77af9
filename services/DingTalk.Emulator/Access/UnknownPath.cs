using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Access;

// Answers requests without an endpoint: an API that is not emulated, a misspelt path or a wrong method.
internal sealed class UnknownPath(Stats stats, ILogger<UnknownPath> logger)
{
    private const string Code = "InvalidAction.NotFound";

    public IResult Handle(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        if (request.Path.StartsWithSegments("/emulator", StringComparison.Ordinal))
        {
            return ErrorAnswer.Result(
                $"there is no {request.Method} {path}; the README of the emulator lists what there is", StatusCodes.Status404NotFound);
        }

        stats.Rejected(Code);
        Log.PathUnknown(logger, request.Method, path);
        return ApiError.Result(StatusCodes.Status404NotFound, Code, "Specified api is not found, please check your url and method.");
    }
}
