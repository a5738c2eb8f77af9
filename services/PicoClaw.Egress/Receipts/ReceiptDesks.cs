using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Requests;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Receipts;

/// <summary>Opens a desk for each account while this replica holds its lane.</summary>
internal sealed class ReceiptDesks(ReceiptTable table, ReceiptAnswerer answerer, ILogger<ReceiptDesks> logger) : IRequestWork<ReceiptRequest>
{
    public RequestDesk<ReceiptRequest> Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    {
        var desk = new RequestDesk<ReceiptRequest>(this, lease, hold, cancellationToken);
        desk.Look();
        return desk;
    }

    public Task<IReadOnlyList<ReceiptRequest>> ReadAsync(LaneLease lane, CancellationToken cancellationToken) => table.ReadAsync(lane, cancellationToken);

    public string IdOf(ReceiptRequest request) => request.Key;

    public Task AnswerAsync(AccountLease lease, ReceiptRequest request, Func<bool> mayGo, CancellationToken cancellationToken) =>
        answerer.AnswerAsync(lease, request, mayGo, cancellationToken);

    public void Failed(Exception exception, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            Log.ReceiptNotAnswered(logger, exception.Message);
        }
    }
}
