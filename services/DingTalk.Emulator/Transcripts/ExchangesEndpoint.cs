using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Transcripts;

// GET /emulator/exchanges?sequence=
internal sealed class ExchangesEndpoint(ExchangeLog exchanges)
{
    public IResult Handle(HttpContext http) => long.TryParse(http.Request.Query["sequence"], out var sequence)
        ? TypedResults.Json(new ExchangesAnswer(exchanges.Of(sequence)), EmulatorJson.Shared.ExchangesAnswer)
        : ErrorAnswer.Result("\"sequence\" must be the sequence of a transcript entry.");
}
