import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCsr, generateSigner } from '@careledger/keys';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword } from './sign-in.ts';

describe.skipIf(!hasChromium())('devices', () => {
  let scene: Scene;
  let doctor: Person;
  let name = '';

  beforeAll(async () => {
    scene = await openScene(84);
    doctor = await scene.visitor('northgate');
    await signInByPassword(doctor, scene.account('northgate', 'doctor'));
    const session = await scene.at.session('northgate', 'doctor');
    name = textIn(rowsOf(await session.call('in-my-care', {}))[0], 'name');
  }, 300_000);

  afterAll(async () => {
    expect(doctor?.outside).toEqual([]);
    expect(doctor?.complaints).toEqual([]);
    await scene?.close();
  }, 240_000);

  it('T1.1 adds a device by its own request, and gives the certificate to be saved', async () => {
    await doctor.page.goto('/devices');
    await doctor.page.getByText('No device was added yet.').waitFor();
    const request = await createCsr(generateSigner(), { cn: 'monitor' });
    const file = doctor.page.getByLabel('Request file');
    await file.setInputFiles({ name: 'a.csr', mimeType: 'text/plain', buffer: Buffer.from('no') });
    await doctor.page.getByRole('button', { name: 'Add', exact: true }).click();
    await doctor.page.getByText('This file is not a certificate request').waitFor();
    await file.setInputFiles({
      name: 'monitor.csr',
      mimeType: 'text/plain',
      buffer: Buffer.from(request),
    });
    await doctor.page.getByRole('button', { name: 'Add', exact: true }).click();
    const saving = doctor.page.waitForEvent('download');
    await doctor.page.getByRole('button', { name: 'Save the certificate' }).click();
    expect(readFileSync(await (await saving).path(), 'utf8')).toContain('BEGIN CERTIFICATE');
  }, 240_000);

  it('T1.1 lists it; binds, unbinds and ends it, each at once', async () => {
    const row = doctor.page.getByRole('row').nth(1);
    await row.getByText('nobody').waitFor();
    await row.getByRole('button', { name: /^Bind/ }).click();
    const dialog = doctor.page.getByRole('dialog', { name: /^Bind/ });
    const bind = dialog.getByRole('button', { name: 'Bind to this patient' });
    await bind.click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('For').selectOption({ index: 1 });
    await bind.click();
    await row.getByRole('link').waitFor();
    expect(await row.innerText()).toContain(name.split(',')[0]);
    await row.getByRole('button', { name: /^Unbind/ }).click();
    await row.getByText('nobody').waitFor();
    await row.getByRole('button', { name: /^End/ }).click();
    const ending = doctor.page.getByRole('dialog', { name: /^End/ });
    await ending.getByText('It can never send again.').waitFor();
    await ending.getByRole('button', { name: 'End for ever' }).click();
    await row.getByText('ended').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  }, 240_000);

  it('T2.2 lists what was kept apart, and marks what is an alarm', async () => {
    const session = await scene.at.session('northgate', 'doctor');
    const patient = textIn(rowsOf(await session.call('in-my-care', {}))[0], 'patient');
    const ended = await scene.at.cli(
      'simulate',
      '--at',
      'northgate',
      '--patient',
      patient,
      '--readings',
      '20',
      '--faults',
      'forged=2',
    );
    expect(ended.code, ended.stderr).toBe(0);
    await doctor.page.goto('/devices');
    const apart = doctor.page.getByRole('table', { name: 'Kept apart' });
    await apart.getByText('not signed by this device').first().waitFor();
    await apart.getByText('check the device').first().waitFor();
  }, 240_000);
});
