import type { BrandStores } from '../../../../shared/data/stores.ts';
import {
  draftBriefs,
  type SurveyFigures,
  widestMargin,
} from '../../../../shared/domain/messages/draft-briefs.ts';
import { messageDrift } from '../../../../shared/domain/messages/message-drift.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import {
  archiveSurvey,
  createSurvey,
  draftBrief,
  getMessageDrift,
  getSurvey,
  listSurveys,
  putSurvey,
  type Survey,
} from '../../../../shared/domain/schema/programme/surveys.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, ok } from '../../http/call.ts';
import { createdOrRefused } from '../../records.ts';

export function registerSurveys(api: Api, deps: ApiDeps): void {
  api.on(createSurvey, async ({ body, stores, newId, at, origin }) => {
    const fresh = { id: newId('srv'), ...body, createdAt: at, updatedAt: at };
    return createdOrRefused(stores.surveys, fresh, origin, '/v1/surveys');
  });
  api.on(listSurveys, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.surveys.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getSurvey, async ({ stores, params }) => ok(await stores.surveys.get(params.id)));
  api.on(putSurvey, async ({ stores, params: { id }, body, at: updatedAt }) => {
    const anew = ({ createdAt }: Survey) => ({ id, ...body, createdAt, updatedAt });
    return ok(await stores.surveys.update(id, anew));
  });
  api.on(archiveSurvey, async ({ stores, params, at }) => ok(await stores.surveys.archive(params.id, at)));
  api.on(draftBrief, draft);
  api.on(getMessageDrift, drift(deps));
}

const draft: Handler<typeof draftBrief> = async ({ stores, params }) => {
  const { id, startsOn, endsOn } = await stores.campaigns.get(params.id);
  const { briefs, daysWithout } = draftBriefs(await figuresOf(stores), { startsOn, endsOn });
  return ok({
    campaignId: id,
    brief: briefs.map(({ respondents, surveyId, months, ...brief }) => ({
      ...brief,
      surveyId: surveyId as Id<'srv'>,
      months: [...months],
      respondents: respondents ?? null,
      margin: respondents === undefined ? null : widestMargin(respondents),
    })),
    daysWithout,
  });
};

const drift =
  ({ stores: { loader } }: ApiDeps): Handler<typeof getMessageDrift> =>
  async ({ stores, params, now, at }) => {
    const { id, brief } = await stores.campaigns.get(params.id);
    const brand = await stores.getBrand();
    const today = dayOf(now, brand.timeZone);
    const from = [today, ...brief.map(({ validFrom }) => validFrom)].sort()[0] ?? today;
    const facts = await loader.loadFacts(brand, from, today, {});
    const campaign = facts.catalog.campaigns.find(({ campaignId }) => campaignId === id);
    const briefs = campaign ? messageDrift(facts, campaign, await figuresOf(stores)) : [];
    return ok({ campaignId: id, briefs, asOf: at });
  };

/** Of surveys that still speak. */
async function figuresOf(stores: Pick<BrandStores, 'surveys'>): Promise<SurveyFigures[]> {
  const figures: SurveyFigures[] = [];
  for await (const { id, heldOn, seasons } of stores.surveys.all())
    figures.push({ surveyId: id, heldOn, seasons });
  return figures;
}
