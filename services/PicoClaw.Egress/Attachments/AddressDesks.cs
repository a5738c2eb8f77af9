using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Requests;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Attachments;

/// <summary>Opens a desk for each account while this replica holds its lane.</summary>
internal sealed class AddressDesks(AddressTable table, AddressAnswerer answerer, ILogger<AddressDesks> logger) : IRequestWork<AddressRequest>
{
    public RequestDesk<AddressRequest> Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    {
        var desk = new RequestDesk<AddressRequest>(this, lease, hold, cancellationToken);
        desk.Look();
        return desk;
    }

    public Task<IReadOnlyList<AddressRequest>> ReadAsync(LaneLease lane, CancellationToken cancellationToken) => table.ReadAsync(lane, cancellationToken);

    public string IdOf(AddressRequest request) => request.Id;

    public Task AnswerAsync(AccountLease lease, AddressRequest request, Func<bool> mayGo, CancellationToken cancellationToken) =>
        answerer.AnswerAsync(lease, request, mayGo, cancellationToken);

    public void Failed(Exception exception, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            Log.AddressNotAnswered(logger, exception.Message);
        }
    }
}
